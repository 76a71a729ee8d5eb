package dev.souk.user.crypto;

import dev.souk.user.app.PasswordHashing;

import io.vertx.core.Future;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Argon2id (RFC 9106) with 19 MiB, two passes and one lane, as OWASP's cheat sheet on password
 * storage asks for at least; some 80 ms of one core. A password is brought to the form NFKC first,
 * since keyboards differ in how they compose letters.
 */
public final class Argon2Hashing implements PasswordHashing {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Argon2Hash.Cost COST = new Argon2Hash.Cost(19 * 1024, 2, 1);

    private final HashPool pool;
    private final SecureRandom random;
    private final Argon2Hash nobody;

    public Argon2Hashing(HashPool pool, SecureRandom random) {
        this.pool = pool;
        this.random = random;
        this.nobody = new Argon2Hash(COST, bytes(SALT_BYTES), bytes(HASH_BYTES));
    }

    @Override
    public Future<String> hash(String password) {
        return pool.submit(() -> encode(password));
    }

    @Override
    public Future<Boolean> matches(String password, Optional<String> encoded) {
        return pool.submit(() -> compare(password, encoded));
    }

    private String encode(String password) {
        var salt = bytes(SALT_BYTES);
        return new Argon2Hash(COST, salt, derive(password, COST, salt, HASH_BYTES)).encode();
    }

    private boolean compare(String password, Optional<String> encoded) {
        var known = encoded.map(Argon2Hash::decode).orElse(nobody);
        var derived = derive(password, known.cost(), known.salt(), known.hash().length);
        return MessageDigest.isEqual(derived, known.hash()) && encoded.isPresent();
    }

    private static byte[] derive(String password, Argon2Hash.Cost cost, byte[] salt, int length) {
        var parameters =
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memoryKiB())
                        .withIterations(cost.passes())
                        .withParallelism(cost.lanes())
                        .withSalt(salt)
                        .build();
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        var hash = new byte[length];
        var normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
        generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
