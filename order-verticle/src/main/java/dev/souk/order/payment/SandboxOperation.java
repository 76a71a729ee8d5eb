package dev.souk.order.payment;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

/** What the sandbox provider tells of one operation. */
record SandboxOperation(
        String key,
        String kind,
        String status,
        Money amount,
        @Nullable String reference,
        @Nullable String last4,
        @Nullable String reason,
        @Nullable String actionUrl) {

    String requiredReference() {
        return required(reference, "reference");
    }

    String requiredActionUrl() {
        return required(actionUrl, "actionUrl");
    }

    String reasonOr(String otherwise) {
        return reason == null ? otherwise : reason;
    }

    private static String required(@Nullable String value, String name) {
        if (value == null) {
            throw new IllegalStateException("the provider left out " + name);
        }
        return value;
    }
}
