package dev.souk.catalog;

import dev.souk.cluster.node.SoukNode;

/** Starts a node with the catalog service. */
public final class CatalogMain {

    private CatalogMain() {}

    public static void main(String[] args) {
        SoukNode.launch(args, CatalogVerticle.DEFINITION);
    }
}
