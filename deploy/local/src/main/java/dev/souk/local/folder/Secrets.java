package dev.souk.local.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The secrets of a shop, each in a file of mode 0600, made once at random and kept for the life of
 * its data folder. Processes are given the files' names, never the secrets themselves.
 */
public final class Secrets {

    private static final int PASSWORD_BYTES = 24;
    private static final int KEY_BYTES = 32;
    private static final int RSA_BITS = 2048;

    private final Path folder;
    private final RandomGenerator random;

    /**
     * @param random a cryptographically strong source
     */
    public Secrets(DataFolder folder, RandomGenerator random) {
        this.folder = folder.secrets();
        this.random = random;
    }

    /**
     * A password of letters, digits, {@code -} and {@code _}, so that it needs no escaping in a
     * URL.
     */
    public String password(String name) throws IOException {
        return once(
                name,
                () ->
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(bytes(PASSWORD_BYTES)));
    }

    /** The file of 32 random bytes in base64. */
    public Path key(String name) throws IOException {
        var _ = once(name, () -> Base64.getEncoder().encodeToString(bytes(KEY_BYTES)));
        return folder.resolve(name);
    }

    /** The file of a service's private key, PKCS #8 PEM. */
    public Path serviceKey(String service) throws IOException {
        var _ = once(keyName(service), Secrets::newPrivateKey);
        return folder.resolve(keyName(service));
    }

    /**
     * Puts a secret that is made of others, such as a URL with its password, into a file of its
     * own.
     */
    public Path derived(String name, String value) throws IOException {
        PrivateFile.write(folder.resolve(name), value);
        return folder.resolve(name);
    }

    /** The public halves of the services' keys; the key's id is the service's name. */
    public List<Map<String, Object>> publicKeys(List<String> services) throws IOException {
        var keys = new ArrayList<Map<String, Object>>();
        for (var service : services) {
            keys.add(publicKey(service, Files.readString(serviceKey(service))));
        }
        return keys;
    }

    private static Map<String, Object> publicKey(String service, String pem) throws IOException {
        var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            var key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
            var jwk =
                    new TreeMap<String, Object>(Map.of("kty", "RSA", "use", "sig", "alg", "RS256"));
            jwk.put("kid", service);
            jwk.put("n", unsigned(key.getModulus().toByteArray()));
            jwk.put("e", unsigned(key.getPublicExponent().toByteArray()));
            return jwk;
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + service + " can't be read", e);
        }
    }

    private static String newPrivateKey() throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            var encoded = generator.generateKeyPair().getPrivate().getEncoded();
            var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
            return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException("no RSA key can be made", e);
        }
    }

    private String once(String name, Maker maker) throws IOException {
        var file = folder.resolve(name);
        if (Files.notExists(file)) {
            PrivateFile.write(file, maker.make());
        }
        return Files.readString(file);
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String unsigned(byte[] number) {
        var from = number[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(number, from, number.length));
    }

    private static String keyName(String service) {
        return service + "-service-key.pem";
    }

    private interface Maker {
        String make() throws IOException;
    }
}
