package dev.souk.order;

import dev.souk.cluster.node.SoukNode;

/** A node that runs the order service. */
public final class OrderMain {

    private OrderMain() {}

    public static void main(String[] args) {
        SoukNode.launch(args, OrderVerticle.DEFINITION);
    }
}
