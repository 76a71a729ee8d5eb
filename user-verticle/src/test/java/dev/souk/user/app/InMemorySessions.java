package dev.souk.user.app;

import dev.souk.user.domain.RefreshToken;
import dev.souk.user.domain.Session;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sessions in memory. */
final class InMemorySessions implements Sessions {

    /** What a refusal to open a session looks like from a store. */
    boolean refusesToOpen;

    private final InstantSource clock;
    private final Map<UUID, Session> sessions = new LinkedHashMap<>();
    private final Set<UUID> ended = new HashSet<>();
    private final Map<String, Token> tokens = new HashMap<>();

    private record Token(UUID session, @Nullable Instant spentAt, @Nullable Successor successor) {}

    InMemorySessions(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Future<Boolean> open(Opening opening, String tokenHash) {
        if (refusesToOpen) {
            return Future.succeededFuture(false);
        }
        var now = clock.instant();
        sessions.put(
                opening.id(),
                new Session(
                        opening.id(),
                        opening.userId(),
                        now,
                        now,
                        now.plus(opening.lifetime()),
                        opening.address(),
                        opening.userAgent()));
        tokens.put(tokenHash, new Token(opening.id(), null, null));
        return Future.succeededFuture(true);
    }

    @Override
    public Future<Refreshed> refresh(String tokenHash, Successor offered) {
        var token = tokens.get(tokenHash);
        return Future.succeededFuture(
                token == null ? new Refreshed.Refused() : present(tokenHash, token, offered));
    }

    @Override
    public Future<List<Session>> list(UUID userId, @Nullable UUID before, int limit) {
        return Future.succeededFuture(
                sessions.values().stream()
                        .filter(session -> session.userId().equals(userId))
                        .filter(session -> !ended.contains(session.id()))
                        .toList());
    }

    @Override
    public Future<Boolean> end(UUID userId, UUID sessionId) {
        var session = sessions.get(sessionId);
        return Future.succeededFuture(
                session != null && session.userId().equals(userId) && ended.add(sessionId));
    }

    private Refreshed present(String hash, Token token, Successor offered) {
        var session = Objects.requireNonNull(sessions.get(token.session()));
        var spent =
                Optional.ofNullable(token.successor())
                        .map(next -> tokens.get(next.hash()))
                        .map(next -> next.spentAt() != null)
                        .orElse(false);
        var state =
                new RefreshToken(
                        ended.contains(session.id()), session.expiresAt(), token.spentAt(), spent);
        return switch (state.present(clock.instant())) {
            case ROTATE -> rotate(hash, session, offered);
            case REPEAT ->
                    new Refreshed.Repeated(
                            session.id(),
                            session.userId(),
                            Objects.requireNonNull(token.successor()).sealed());
            case REUSED -> {
                ended.add(session.id());
                yield new Refreshed.Reused();
            }
            case ENDED -> new Refreshed.Refused();
        };
    }

    private Refreshed rotate(String hash, Session session, Successor offered) {
        tokens.put(hash, new Token(session.id(), clock.instant(), offered));
        tokens.put(offered.hash(), new Token(session.id(), null, null));
        return new Refreshed.Rotated(session.id(), session.userId());
    }
}
