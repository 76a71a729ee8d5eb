package dev.souk.user;

import dev.souk.cluster.node.SoukNode;

/** Starts a node of the user service. */
public final class UserMain {

    private UserMain() {}

    public static void main(String[] args) {
        SoukNode.launch(args, UserVerticle.DEFINITION);
    }
}
