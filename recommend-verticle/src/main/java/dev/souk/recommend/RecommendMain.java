package dev.souk.recommend;

import dev.souk.cluster.node.SoukNode;

/** Starts a node with the recommend service. */
public final class RecommendMain {

    private RecommendMain() {}

    public static void main(String[] args) {
        SoukNode.launch(args, RecommendVerticle.DEFINITION);
    }
}
