package dev.souk.order.payment;

import dev.souk.cluster.web.Call;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The ways in which providers tell unasked: where, signed how, and of which order. */
public enum Webhook {
    SANDBOX("receive-sandbox-webhook", "souk-signature") {
        @Override
        Optional<UUID> orderOf(Call call) {
            return Optional.of(call.body(SandboxNews.class).orderId());
        }
    },
    STRIPE("receive-stripe-webhook", "stripe-signature") {
        @Override
        Optional<UUID> orderOf(Call call) {
            return call.body(StripeEvent.class).order();
        }
    };

    private final String operation;
    private final String header;

    private record SandboxNews(UUID orderId) {}

    private record StripeEvent(Data data) {

        private record Data(Subject object) {}

        private record Subject(@Nullable Map<String, @Nullable String> metadata) {}

        /** Empty for news of what is none of Souk's. */
        Optional<UUID> order() {
            var metadata = data.object().metadata();
            return metadata == null
                    ? Optional.empty()
                    : Optional.ofNullable(metadata.get(StripeApi.ORDER)).flatMap(Webhook::uuid);
        }
    }

    Webhook(String operation, String header) {
        this.operation = operation;
        this.header = header;
    }

    String operation() {
        return operation;
    }

    /** The header that carries the signature. */
    String header() {
        return header;
    }

    /** Whose saga is to look; read only after the signature was verified. */
    abstract Optional<UUID> orderOf(Call call);

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnOrder) {
            return Optional.empty();
        }
    }
}
