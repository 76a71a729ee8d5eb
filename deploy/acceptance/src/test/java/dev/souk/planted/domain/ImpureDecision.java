package dev.souk.planted.domain;

import com.hazelcast.core.HazelcastInstance;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.web.Router;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.Redis;
import io.vertx.servicediscovery.ServiceDiscovery;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import io.vertx.sqlclient.Pool;

import org.apache.kafka.clients.consumer.Consumer;

/** Knows every library of the platform, in the one place that may know none. */
record ImpureDecision(
        HazelcastInstance hazelcast,
        CircuitBreaker breaker,
        JWTAuth tokens,
        Router router,
        KafkaProducer<String, String> producer,
        MicrometerMetricsOptions metrics,
        PgConnectOptions database,
        Redis redis,
        ServiceDiscovery discovery,
        HazelcastClusterManager manager,
        Pool pool,
        Consumer<String, String> consumer) {}
