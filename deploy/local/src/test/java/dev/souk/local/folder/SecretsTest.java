package dev.souk.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;

final class SecretsTest {

    @TempDir private Path root;

    private DataFolder folder = new DataFolder(Path.of("unused"));

    @BeforeEach
    void openFolder() throws IOException {
        folder = new DataFolder(root.resolve("shop"));
        folder.create();
    }

    @Test
    void makesAPasswordOnceAndKeepsItFromOthers() throws IOException {
        var password = secrets().password("redis");

        assertThat(password).matches("[A-Za-z0-9_-]{32}").isEqualTo(secrets().password("redis"));
        assertThat(secrets().password("other")).isNotEqualTo(password);
        assertThat(mode(folder.secrets().resolve("redis"))).isEqualTo("rw-------");
        assertThat(mode(folder.root())).isEqualTo("rwx------");
    }

    @Test
    void makesKeysOf32Bytes() throws IOException {
        var key = Files.readString(secrets().key("cursor-key"));

        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    }

    @Test
    void showsThePublicHalfOfTheKeyThatTheServiceHas()
            throws IOException, GeneralSecurityException {
        var pem = Files.readString(secrets().serviceKey("order"));
        var jwk = secrets().publicKeys(List.of("order")).getFirst();

        assertThat(jwk)
                .containsEntry("kid", "order")
                .containsEntry("kty", "RSA")
                .containsEntry("alg", "RS256");
        assertThat(verifies(pem, (String) jwk.get("n"), (String) jwk.get("e"))).isTrue();
    }

    @Test
    void replacesADerivedSecret() throws IOException {
        secrets().derived("url", "one");
        var file = secrets().derived("url", "two");

        assertThat(file).hasContent("two");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    private Secrets secrets() {
        return new Secrets(folder, new SecureRandom());
    }

    private static boolean verifies(String pem, String modulus, String exponent)
            throws GeneralSecurityException {
        var factory = KeyFactory.getInstance("RSA");
        var encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        var signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        signer.update((byte) 1);
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(
                factory.generatePublic(new RSAPublicKeySpec(number(modulus), number(exponent))));
        verifier.update((byte) 1);
        return verifier.verify(signer.sign());
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
