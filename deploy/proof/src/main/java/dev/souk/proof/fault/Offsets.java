package dev.souk.proof.fault;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Where the consumers of a service go on reading. */
final class Offsets {

    private Offsets() {}

    /** Sets a service's groups, whose members are away, back to the beginning of their topics. */
    static int rewind(String bootstrap, String service) throws IOException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var rewound = 0;
            for (var group : admin.listConsumerGroups().all().get()) {
                if (group.groupId().startsWith(service)) {
                    rewind(admin, group.groupId());
                    rewound++;
                }
            }
            return rewound;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
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
