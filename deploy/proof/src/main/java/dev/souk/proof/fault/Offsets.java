package dev.souk.proof.fault;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Where the consumers of a service go on reading. */
final class Offsets {

    private static final int ATTEMPTS = 10;
    private static final int PAUSE_MILLIS = 1_000;

    private Offsets() {}

    /** Sets a service's groups, whose members are away, back to the beginning of their topics. */
    static int rewind(String bootstrap, String service) throws IOException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var groups = groups(admin, service);
            for (var attempt = 1; groups.isEmpty() && attempt < ATTEMPTS; attempt++) {
                Thread.sleep(PAUSE_MILLIS);
                groups = groups(admin, service);
            }
            for (var group : groups) {
                rewind(admin, group);
            }
            return groups.size();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** None while a broker that was started just now still loads them. */
    private static List<String> groups(Admin admin, String service)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroups().all().get().stream()
                .map(group -> group.groupId())
                .filter(group -> group.startsWith(service))
                .toList();
    }

    private static void rewind(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var beginnings =
                offsets.keySet().stream()
                        .collect(Collectors.toMap(it -> it, _ -> new OffsetAndMetadata(0)));
        admin.alterConsumerGroupOffsets(group, beginnings).all().get();
    }
}
