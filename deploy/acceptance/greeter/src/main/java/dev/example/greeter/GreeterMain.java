package dev.example.greeter;

import dev.souk.cluster.node.ServiceDefinition;
import dev.souk.cluster.node.SoukNode;

import java.util.List;

/** Starts a node of the greeter. */
public final class GreeterMain {

    private GreeterMain() {}

    public static void main(String[] args) {
        SoukNode.launch(args, new ServiceDefinition("greeter", List.of(), GreeterVerticle::new));
    }
}
