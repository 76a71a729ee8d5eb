package dev.souk.proof.shop;

import dev.souk.proof.evidence.Row;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code status --json} says.
 *
 * @param json the whole answer
 */
public record ShopStatus(Row json) {

    /** The URLs of the gateways. */
    public List<URI> doors() {
        return json.each("nodes")
                .filter(node -> node.has("url"))
                .map(node -> URI.create(node.text("url")))
                .toList();
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
