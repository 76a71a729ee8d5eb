package dev.souk.local.node;

import dev.souk.catalog.CatalogVerticle;
import dev.souk.cluster.node.SoukNode;
import dev.souk.gateway.GatewayVerticle;
import dev.souk.notify.NotifyVerticle;
import dev.souk.order.OrderVerticle;
import dev.souk.recommend.RecommendVerticle;
import dev.souk.user.UserVerticle;

/** A node that runs all services. */
public final class AllInOne {

    private AllInOne() {}

    public static void main(String[] args) {
        SoukNode.launch(
                args,
                UserVerticle.DEFINITION,
                CatalogVerticle.DEFINITION,
                OrderVerticle.DEFINITION,
                NotifyVerticle.DEFINITION,
                RecommendVerticle.DEFINITION,
                GatewayVerticle.DEFINITION);
    }
}
