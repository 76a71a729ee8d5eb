package dev.souk.notify;

import dev.souk.cluster.node.SoukNode;

/** Starts a node of the notify service. */
public final class NotifyMain {

    private NotifyMain() {}

    public static void main(String[] args) {
        SoukNode.launch(args, NotifyVerticle.DEFINITION);
    }
}
