package dev.souk.proof.shop;

import dev.souk.proof.evidence.Row;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code status --json} says.
 *
 * @param json the whole answer
 */
public record ShopStatus(Row json) {

    /**
     * A node.
     *
     * @param pid 0 where it has no process
     */
    public record Node(String name, String service, long pid, String state, String managementUrl) {

        /** Whether it takes work and misses nothing. */
        public boolean isReady() {
            return state.equals("ready");
        }
    }

    /** The URLs of the gateways. */
    public List<URI> doors() {
        return json.each("nodes")
                .filter(node -> node.has("url"))
                .map(node -> URI.create(node.text("url")))
                .toList();
    }

    public List<Node> nodes() {
        return json.each("nodes")
                .map(
                        node ->
                                new Node(
                                        node.text("name"),
                                        node.text("service"),
                                        node.number("pid"),
                                        node.text("state"),
                                        node.text("managementUrl")))
                .toList();
    }

    /** The process of a node or a server; empty where it has none. */
    public Optional<Long> pid(String name) {
        return Stream.concat(json.each("nodes"), json.each("servers"))
                .filter(each -> each.text("name").equals(name))
                .map(each -> each.number("pid"))
                .filter(pid -> pid > 0)
                .findFirst();
    }

    /** Where a server listens. */
    public String server(String name) {
        return json.each("servers")
                .filter(server -> server.text("name").equals(name))
                .map(server -> server.text("url"))
                .findFirst()
                .orElseThrow();
    }

    /** The nodes and servers that have no process. */
    public List<String> dead() {
        return Stream.concat(json.each("servers"), json.each("nodes"))
                .filter(each -> each.number("pid") == 0)
                .map(each -> each.text("name"))
                .toList();
    }
}
