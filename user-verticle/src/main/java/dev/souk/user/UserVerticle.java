package dev.souk.user;

import dev.souk.cluster.node.Resource;
import dev.souk.cluster.node.ServiceDefinition;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.redis.RateLimiter;
import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.redis.RedisRevocations;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.ServiceFailure;
import dev.souk.user.api.UserApi;
import dev.souk.user.api.UserEvents;
import dev.souk.user.app.KeyKeeper;
import dev.souk.user.app.LogIn;
import dev.souk.user.app.MakeFirstAdmin;
import dev.souk.user.bus.KeyOperations;
import dev.souk.user.bus.UserEndpoints;
import dev.souk.user.crypto.Argon2Hashing;
import dev.souk.user.crypto.HashPool;
import dev.souk.user.crypto.JwtAccessTokens;
import dev.souk.user.crypto.RsaForge;
import dev.souk.user.crypto.SealedRefreshSecrets;
import dev.souk.user.domain.PasswordRules;
import dev.souk.user.redis.RedisLoginQuota;
import dev.souk.user.store.AccountFacts;
import dev.souk.user.store.PgAccounts;
import dev.souk.user.store.PgHousekeeping;
import dev.souk.user.store.PgRevocation;
import dev.souk.user.store.PgSessions;
import dev.souk.user.store.PgSigningKeys;
import dev.souk.user.stream.AccountEvents;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Puts the user service together and starts it. */
public final class UserVerticle extends VerticleBase {

    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition(UserApi.SERVICE, UserConfig.KEYS, UserVerticle::new)
                    .using(Resource.DATABASE, Resource.REDIS, Resource.KAFKA, Resource.CURSORS);

    private static final Logger LOG = LoggerFactory.getLogger(UserVerticle.class);
    private static final Duration TEND_KEYS = Duration.ofSeconds(30);
    private static final Duration ANNOUNCE = Duration.ofSeconds(1);

    /** With the gateways' own reading less than the second after which no session passes. */
    private static final Duration RESTORE = Duration.ofMillis(250);

    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final int ATTEMPTS = 40;
    private static final long PAUSE_MILLIS = 500;

    private final ServiceRuntime runtime;
    private final SecureRandom random = new SecureRandom();
    private @Nullable HashPool pool;

    public UserVerticle(ServiceRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Future<?> start() {
        var rules = vertx.<PasswordRules>executeBlocking(CommonPasswords::rules);
        var database = runtime.database("db/user");
        var redis = runtime.redis();
        return Future.all(rules, database, redis)
                .map(_ -> parts(database.result(), redis.result(), rules.result()))
                .compose(this::start);
    }

    @Override
    public Future<?> stop() {
        if (pool != null) {
            pool.close();
        }
        return Future.succeededFuture();
    }

    private UserParts parts(Database database, Redis redis, PasswordRules rules) {
        var machine = Runtime.getRuntime();
        var cores = machine.availableProcessors();
        var hashes = new HashPool(vertx, cores, machine.maxMemory(), NanoClock.SYSTEM);
        pool = hashes;
        var clock = runtime.clock();
        var ids = runtime.ids();
        var keeper = new KeyKeeper(new PgSigningKeys(database), new RsaForge(vertx, ids), clock);
        var login =
                new LogIn.Parts(
                        new PgAccounts(database, facts(database)),
                        new PgSessions(database),
                        new Argon2Hashing(hashes, random),
                        new RedisLoginQuota(new RateLimiter(redis), runtime.settings()),
                        new JwtAccessTokens(keeper, clock, ids),
                        new SealedRefreshSecrets(random),
                        ids);
        var revocation = new PgRevocation(database, new RedisRevocations(redis));
        return new UserParts(login, keeper, revocation, new PgHousekeeping(database), rules, clock);
    }

    private AccountFacts facts(Database database) {
        var outbox = runtime.events(database).owns(UserEvents.TOPIC).outbox();
        var events = new AccountEvents(runtime.ids(), runtime.clock());
        return (tx, fact) ->
                outbox.append(
                        tx,
                        UserEvents.TOPIC,
                        List.of(events.of(fact.userId(), fact.version(), fact.event())));
    }

    private Future<?> start(UserParts parts) {
        return patiently(parts.keeper()::tend, ATTEMPTS)
                .compose(_ -> patiently(() -> makeFirstAdmin(parts), ATTEMPTS))
                .compose(_ -> runtime.serve(operations(parts), UserEndpoints.of(parts.readUser())))
                .onSuccess(_ -> repeat(parts));
    }

    /** Nodes that start together may find a database that is busy with all of them. */
    private Future<Void> patiently(Supplier<Future<Void>> work, int attempts) {
        return work.get()
                .recover(
                        failure ->
                                attempts > 1 && isAway(failure)
                                        ? vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                                                .compose(_ -> patiently(work, attempts - 1))
                                        : Future.failedFuture(failure));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof ServiceFailure refused && refused.reason().isFault();
    }

    private Operations operations(UserParts parts) {
        var cursors = runtime.cursors();
        var publicUrl = runtime.settings().find(UserConfig.PUBLIC_URL).map(URI::toString);
        var keys = new KeyOperations(parts.login().accessTokens(), publicUrl);
        var own = parts.accountOperations().addTo(Operations.from("dev/souk/user/openapi.yaml"));
        var staff = parts.staffOperations(cursors).addTo(own);
        return keys.addTo(parts.sessionOperations(cursors).addTo(staff));
    }

    private void repeat(UserParts parts) {
        var timers = runtime.timers();
        timers.every(TEND_KEYS, parts.keeper()::tend);
        timers.every(ANNOUNCE, parts.revocation()::drain);
        timers.every(RESTORE, parts.revocation()::restore);
        timers.every(SWEEP, parts.housekeeping()::sweep);
    }

    private Future<Void> makeFirstAdmin(UserParts parts) {
        var email = runtime.settings().find(UserConfig.ADMIN_EMAIL);
        var password = runtime.settings().find(UserConfig.ADMIN_PASSWORD);
        if (email.isEmpty() || password.isEmpty()) {
            return Future.succeededFuture();
        }
        return parts.makeFirstAdmin()
                .make(email.get(), password.get().reveal())
                .onSuccess(UserVerticle::tell)
                .mapEmpty();
    }

    private static void tell(MakeFirstAdmin.Outcome outcome) {
        switch (outcome) {
            case MADE -> LOG.atInfo().log("the first admin's account was made");
            case PRESENT -> LOG.atDebug().log("the first admin's account is there");
            case NOT_AN_ADMIN ->
                    LOG.atWarn().log("the account that SOUK_ADMIN_EMAIL names is no admin");
        }
    }
}
