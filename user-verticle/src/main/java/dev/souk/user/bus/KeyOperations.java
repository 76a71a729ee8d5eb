package dev.souk.user.bus;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.user.app.AccessTokens;
import dev.souk.user.bus.Bodies.IssuerMetadata;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

import java.util.Optional;

/** How anybody checks the access tokens that this service signs. */
public final class KeyOperations {

    private final AccessTokens tokens;
    private final Optional<String> publicUrl;

    /**
     * @param publicUrl how clients reach the door; else the name that a request has for it is taken
     */
    public KeyOperations(AccessTokens tokens, Optional<String> publicUrl) {
        this.tokens = tokens;
        this.publicUrl = publicUrl;
    }

    public Operations addTo(Operations operations) {
        return operations
                .on("read-jwks", this::readJwks)
                .on("read-openid-configuration", this::readConfiguration);
    }

    private Future<Answer> readJwks(Call call) {
        var keys = Buffer.buffer(tokens.publicKeys());
        return Future.succeededFuture(
                Answer.bytes("application/json", keys)
                        .etagOfBody()
                        .header("cache-control", "public, max-age=60"));
    }

    private Future<Answer> readConfiguration(Call call) {
        var url =
                publicUrl.orElseGet(() -> "http://" + call.header("host").orElse("localhost:8080"));
        return Future.succeededFuture(
                Answer.ok(IssuerMetadata.at(url)).header("cache-control", "no-store"));
    }
}
