package dev.souk.user.bus;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;
import dev.souk.user.app.EndSession;
import dev.souk.user.app.LogIn;
import dev.souk.user.app.RefreshSession;
import dev.souk.user.app.Sessions;
import dev.souk.user.app.TokenPair;
import dev.souk.user.bus.Bodies.Credentials;
import dev.souk.user.bus.Bodies.Refresh;
import dev.souk.user.bus.Bodies.SessionBody;
import dev.souk.user.bus.Bodies.Tokens;

import io.vertx.core.Future;

import java.util.List;
import java.util.UUID;

/** Logins, for clients. */
public final class SessionOperations {

    private static final int LONGEST_AGENT = 200;

    private final LogIn logIn;
    private final RefreshSession refreshSession;
    private final EndSession endSession;
    private final Sessions sessions;
    private final Cursors cursors;

    public SessionOperations(
            LogIn logIn,
            RefreshSession refreshSession,
            EndSession endSession,
            Sessions sessions,
            Cursors cursors) {
        this.logIn = logIn;
        this.refreshSession = refreshSession;
        this.endSession = endSession;
        this.sessions = sessions;
        this.cursors = cursors;
    }

    public Operations addTo(Operations operations) {
        return operations
                .on("log-in", this::logIn)
                .on("refresh-session", this::refresh)
                .on("list-sessions", this::list)
                .on("end-session", this::end)
                .on("end-current-session", this::endCurrent);
    }

    private Future<Answer> logIn(Call call) {
        var credentials = call.body(Credentials.class);
        var agent = call.header("user-agent").orElse("");
        return logIn.logIn(
                        new LogIn.Credentials(
                                credentials.email(),
                                credentials.password(),
                                call.context().clientAddress(),
                                agent.substring(0, Math.min(agent.length(), LONGEST_AGENT))))
                .map(SessionOperations::tokens);
    }

    private Future<Answer> refresh(Call call) {
        return refreshSession
                .refresh(call.body(Refresh.class).refreshToken())
                .map(SessionOperations::tokens);
    }

    private Future<Answer> list(Call call) {
        var filter = "sessions:" + call.principal().subject();
        var before = Keyset.before(cursors, filter, call);
        return sessions.list(Callers.user(call), before.orElse(null), call.limit() + 1)
                .map(found -> bodies(found, call))
                .map(
                        rows ->
                                Answer.page(
                                        call,
                                        rows,
                                        row -> Keyset.after(cursors, filter, row.id())));
    }

    private Future<Answer> end(Call call) {
        return end(call, call.pathId("id"));
    }

    private Future<Answer> endCurrent(Call call) {
        return end(call, Callers.session(call));
    }

    private Future<Answer> end(Call call, UUID session) {
        return endSession.end(Callers.user(call), session).map(done -> Answer.noContent());
    }

    private static List<SessionBody> bodies(
            List<dev.souk.user.domain.Session> sessions, Call call) {
        var current = call.principal().session();
        return sessions.stream().map(session -> SessionBody.of(session, current)).toList();
    }

    private static Answer tokens(TokenPair pair) {
        return Answer.created("/v1/sessions/" + pair.sessionId(), Tokens.of(pair))
                .header("cache-control", "no-store");
    }
}
