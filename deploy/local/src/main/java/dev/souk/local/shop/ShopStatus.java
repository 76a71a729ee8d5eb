package dev.souk.local.shop;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.local.node.ManagementPort;
import dev.souk.local.node.ManagementPort.State;
import dev.souk.local.node.NodePlan;
import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.server.Servers;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/**
 * The shop of a folder at one moment, in the form that {@code status --json} prints.
 *
 * @param gateways the URLs of the doors that live
 * @param data the folder
 */
public record ShopStatus(
        List<Node> nodes, List<String> gateways, List<ServerStatus> servers, String data) {

    /**
     * A node.
     *
     * @param pid of its process, 0 where it has none any more
     * @param url where clients connect; only doors have one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            String name,
            String service,
            long pid,
            String version,
            String state,
            String managementUrl,
            @Nullable String url) {}

    /** A server. */
    public record ServerStatus(String name, long pid, String url, String state) {}

    /** Asks every process how it is, all at the same time. */
    public static ShopStatus of(Stack stack, Servers servers) throws IOException {
        var records = stack.records().all();
        var nodes =
                records.parallelStream()
                        .filter(record -> record.kind() == ProcessRecord.Kind.NODE)
                        .map(record -> node(stack, record))
                        .toList();
        var doors =
                nodes.stream()
                        .filter(node -> node.pid() != 0 && node.url() != null)
                        .map(node -> String.valueOf(node.url()))
                        .toList();
        var others =
                records.parallelStream()
                        .filter(record -> record.kind() == ProcessRecord.Kind.SERVER)
                        .map(record -> server(stack, servers, record))
                        .toList();
        return new ShopStatus(nodes, doors, others, stack.folder().root().toString());
    }

    private static Node node(Stack stack, ProcessRecord record) {
        var alive = stack.records().isAlive(record);
        var state = alive ? ManagementPort.state(record.port()) : State.STOPPED;
        return new Node(
                record.name(),
                record.service(),
                alive ? record.pid() : 0,
                record.version(),
                state.text(),
                "http://127.0.0.1:" + record.port(NodePlan.MANAGEMENT),
                record.url().isEmpty() ? null : record.url());
    }

    private static ServerStatus server(Stack stack, Servers servers, ProcessRecord record) {
        var alive = stack.records().isAlive(record);
        return new ServerStatus(
                record.name(),
                alive ? record.pid() : 0,
                record.url(),
                state(alive, servers, record));
    }

    private static String state(boolean alive, Servers servers, ProcessRecord record) {
        if (!alive) {
            return State.STOPPED.text();
        }
        try {
            return servers.place(record.name()).server().isReady()
                    ? State.READY.text()
                    : State.SILENT.text();
        } catch (IOException unknown) {
            return State.SILENT.text();
        }
    }
}
