package dev.souk.gateway;

import dev.souk.cluster.node.SoukNode;

/** Starts a node with the gateway. */
public final class GatewayMain {

    private GatewayMain() {}

    public static void main(String[] args) {
        SoukNode.launch(args, GatewayVerticle.DEFINITION);
    }
}
