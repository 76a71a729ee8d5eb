package dev.souk.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.MergePolicyConfig;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

final class HazelcastMemberIT {

    @TempDir Path folder;

    private NodePlan plan;

    @BeforeEach
    void plan() {
        plan = SoukNode.plan(new Cluster(folder).environment(1), List.of());
    }

    @Test
    @Timeout(60)
    void aJoinThatFailsHalfwayLeavesNoMemberBehindAndThePortFree() throws Exception {
        var broken = config();
        broken.getMultiMapConfig("__vertx.subs")
                .setMergePolicyConfig(new MergePolicyConfig().setPolicy("of no such class"));
        var half = new HazelcastMember(broken);

        assertThatThrownBy(() -> join(half)).hasMessageContaining("of no such class");
        assertThat(half.getHazelcastInstance()).isNotNull();
        assertThat(half.isRunning()).isFalse();

        var vertx = join(new HazelcastMember(config()));
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    private Config config() {
        return HazelcastSetup.of(plan.settings());
    }

    private Vertx join(HazelcastMember member) throws Exception {
        return Vertx.builder()
                .with(VertxSetup.of(plan.settings(), plan.cacheFolder()))
                .withClusterManager(member)
                .buildClustered()
                .await(20, TimeUnit.SECONDS);
    }
}
