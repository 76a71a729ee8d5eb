package dev.souk.local.stripe;

import io.vertx.core.MultiMap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Stripe knows of an account, and what becomes of it: without HTTP. */
final class StripeWorld {

    private final InstantSource clock;
    private final Map<String, Map<String, Object>> intents = new LinkedHashMap<>();
    private final List<Map<String, Object>> refunds = new ArrayList<>();
    private final List<Map<String, Object>> transactions = new ArrayList<>();
    private int ids;

    /** An answer: its status and its body. */
    record Reply(int status, Map<String, Object> body) {}

    StripeWorld(InstantSource clock) {
        this.clock = clock;
    }

    Reply create(MultiMap form) {
        var card = StripeCard.of(form.get("payment_method"));
        if (card == StripeCard.UNKNOWN) {
            return error(400, "invalid_request_error", "resource_missing", "payment_method");
        }
        var intent = new HashMap<String, Object>();
        intent.put("id", nextId("pi_"));
        intent.put("object", "payment_intent");
        intent.put("amount", Long.parseLong(form.get("amount")));
        intent.put("amount_received", 0L);
        intent.put("currency", form.get("currency"));
        intent.put("metadata", metadata(form, Map.of()));
        intent.put("payment_method", Map.of("id", card.id(), "card", Map.of("last4", "4242")));
        intents.put(String.valueOf(intent.get("id")), intent);
        return confirm(intent, card, form.get("return_url"));
    }

    private static Reply confirm(Map<String, Object> intent, StripeCard card, String returnUrl) {
        if (card == StripeCard.CHALLENGE) {
            intent.put("status", "requires_action");
            var url = "https://hooks.stripe.test/3ds/" + intent.get("id") + "?to=" + returnUrl;
            intent.put(
                    "next_action",
                    Map.of("type", "redirect_to_url", "redirect_to_url", Map.of("url", url)));
            return new Reply(200, intent);
        }
        if (card.decline() == null) {
            intent.put("status", "requires_capture");
            return new Reply(200, intent);
        }
        var error = decline(intent, card.decline());
        error.put("payment_intent", unexpanded(intent));
        return new Reply(402, Map.of("error", error));
    }

    /** The shopper approves or refuses at the bank's page. */
    void decide(String id, boolean approves) {
        var intent = intents.get(id);
        if (intent == null || !intent.get("status").equals("requires_action")) {
            return;
        }
        intent.remove("next_action");
        if (approves) {
            intent.put("status", "requires_capture");
        } else {
            var _ = decline(intent, "authentication_failed");
        }
    }

    private static Map<String, Object> decline(Map<String, Object> intent, String code) {
        var error = new HashMap<String, Object>();
        error.put("type", "card_error");
        error.put("code", "card_declined");
        error.put("decline_code", code);
        intent.put("status", "requires_payment_method");
        intent.put("last_payment_error", Map.copyOf(error));
        return error;
    }

    Reply retrieve(String id) {
        return find(id).map(intent -> new Reply(200, intent)).orElseGet(StripeWorld::missing);
    }

    Reply search(String query) {
        var found =
                intents.values().stream()
                        .filter(each -> query.equals("metadata['souk_key']:'" + keyOf(each) + "'"))
                        .toList();
        return list("search_result", found, false);
    }

    Reply capture(String id, MultiMap form) {
        return find(id).map(intent -> capture(intent, form)).orElseGet(StripeWorld::missing);
    }

    private Reply capture(Map<String, Object> intent, MultiMap form) {
        if (!intent.get("status").equals("requires_capture")) {
            return unexpected(intent);
        }
        var amount = Long.parseLong(form.get("amount_to_capture"));
        intent.put("status", "succeeded");
        intent.put("amount_received", amount);
        intent.put("metadata", metadata(form, metadataOf(intent)));
        var charge = new HashMap<String, Object>();
        charge.put("id", nextId("ch_"));
        charge.put("object", "charge");
        charge.put("amount", intent.get("amount"));
        charge.put("amount_captured", amount);
        charge.put("currency", intent.get("currency"));
        charge.put("metadata", metadataOf(intent));
        charge.put("payment_intent", intent);
        book("charge", charge);
        return new Reply(200, intent);
    }

    Reply cancel(String id) {
        return find(id).map(this::cancel).orElseGet(StripeWorld::missing);
    }

    private Reply cancel(Map<String, Object> intent) {
        var status = String.valueOf(intent.get("status"));
        if (!status.startsWith("requires_")) {
            return unexpected(intent);
        }
        intent.put("status", "canceled");
        return new Reply(200, intent);
    }

    Reply refund(MultiMap form) {
        return find(form.get("payment_intent"))
                .map(intent -> refund(intent, form))
                .orElseGet(StripeWorld::missing);
    }

    private Reply refund(Map<String, Object> intent, MultiMap form) {
        var amount = Long.parseLong(form.get("amount"));
        var given = refundsOf(intent).stream().mapToLong(each -> (Long) each.get("amount")).sum();
        if (given + amount > (Long) intent.get("amount_received")) {
            return error(400, "invalid_request_error", "charge_already_refunded", "");
        }
        var refund = new HashMap<String, Object>();
        refund.put("id", nextId("re_"));
        refund.put("object", "refund");
        refund.put("status", "succeeded");
        refund.put("amount", amount);
        refund.put("currency", intent.get("currency"));
        refund.put("metadata", metadata(form, Map.of()));
        refund.put("payment_intent", intent);
        refunds.add(refund);
        book("refund", refund);
        return new Reply(200, refund);
    }

    Reply refunds(String intent) {
        var found = find(intent).map(this::refundsOf).orElse(List.of());
        return list("list", found.reversed(), false);
    }

    private List<Map<String, Object>> refundsOf(Map<String, Object> intent) {
        return refunds.stream().filter(each -> idOf(each).equals(intent.get("id"))).toList();
    }

    private static Object idOf(Map<String, Object> refund) {
        var intent = (Map<?, ?>) refund.get("payment_intent");
        return String.valueOf(intent.get("id"));
    }

    /** Newest first; {@code ending_before} gives those right above it. */
    Reply balance(MultiMap query) {
        var newestFirst = transactions.reversed();
        var limit = Integer.parseInt(query.get("limit"));
        var before = indexOf(newestFirst, query.get("ending_before"));
        if (before >= 0) {
            var from = Math.max(0, before - limit);
            return list("list", newestFirst.subList(from, before), from > 0);
        }
        var from = indexOf(newestFirst, query.get("starting_after")) + 1;
        var to = Math.min(newestFirst.size(), from + limit);
        return list("list", newestFirst.subList(from, to), to < newestFirst.size());
    }

    private static int indexOf(List<Map<String, Object>> all, String id) {
        for (var i = 0; i < all.size(); i++) {
            if (all.get(i).get("id").equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private void book(String type, Map<String, Object> source) {
        transactions.add(
                Map.of(
                        "id",
                        nextId("txn_"),
                        "object",
                        "balance_transaction",
                        "type",
                        type,
                        "created",
                        now().getEpochSecond(),
                        "source",
                        source));
    }

    private Instant now() {
        return clock.instant();
    }

    private String nextId(String prefix) {
        return prefix + "%06d".formatted(++ids);
    }

    private Optional<Map<String, Object>> find(String id) {
        return Optional.ofNullable(intents.get(id));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> metadataOf(Map<String, Object> intent) {
        return (Map<String, String>) intent.get("metadata");
    }

    private static String keyOf(Map<String, Object> intent) {
        return metadataOf(intent).getOrDefault("souk_key", "");
    }

    private static Map<String, String> metadata(MultiMap form, Map<String, String> before) {
        var all = new HashMap<>(before);
        for (var entry : form) {
            if (entry.getKey().startsWith("metadata[")) {
                var name = entry.getKey().substring("metadata[".length());
                all.put(name.substring(0, name.length() - 1), entry.getValue());
            }
        }
        return Map.copyOf(all);
    }

    /** In an error the payment method is only named. */
    private static Map<String, Object> unexpanded(Map<String, Object> intent) {
        var copy = new HashMap<>(intent);
        copy.put("payment_method", "pm_card");
        return copy;
    }

    private static Reply unexpected(Map<String, Object> intent) {
        var error = new HashMap<String, Object>();
        error.put("type", "invalid_request_error");
        error.put("code", "payment_intent_unexpected_state");
        error.put("payment_intent", unexpanded(intent));
        return new Reply(400, Map.of("error", error));
    }

    private static Reply missing() {
        return error(404, "invalid_request_error", "resource_missing", "intent");
    }

    static Reply error(int status, String type, String code, String param) {
        var error = Map.<String, Object>of("type", type, "code", code, "param", param);
        return new Reply(status, Map.of("error", error));
    }

    private static Reply list(String object, List<Map<String, Object>> data, boolean more) {
        return new Reply(200, Map.of("object", object, "data", data, "has_more", more));
    }
}
