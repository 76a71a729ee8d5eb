package dev.souk.cluster.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * An RSA key that signs, and the id by which those who verify find its public half. Immutable.
 * Signing takes about a millisecond of processor time.
 */
public final class SigningKey {

    private static final int BITS = 2048;
    private static final Pattern ARMOUR = Pattern.compile("-----[A-Z ]+-----|\\s");

    private final String kid;
    private final PrivateKey key;
    private final RSAPublicKey publicKey;

    private SigningKey(String kid, PrivateKey key, RSAPublicKey publicKey) {
        this.kid = kid;
        this.key = key;
        this.publicKey = publicKey;
    }

    /** A new key. Takes some tenths of a second of processor time: not for an event loop. */
    public static SigningKey generate(String kid) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            return new SigningKey(kid, pair.getPrivate(), (RSAPublicKey) pair.getPublic());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no RSA", missing);
        }
    }

    /**
     * Reads a private key.
     *
     * @param pem PKCS #8, with or without its armour
     * @throws IllegalArgumentException if it isn't an RSA key of at least 2048 bits; the message
     *     doesn't repeat it
     */
    public static SigningKey fromPem(String kid, String pem) {
        try {
            var der = Base64.getDecoder().decode(ARMOUR.matcher(pem).replaceAll(""));
            var factory = KeyFactory.getInstance("RSA");
            var key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der));
            var half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            if (key.getModulus().bitLength() < BITS) {
                throw new IllegalArgumentException("the key of " + kid + " is too short");
            }
            return new SigningKey(kid, key, (RSAPublicKey) factory.generatePublic(half));
        } catch (IllegalArgumentException | ClassCastException | InvalidKeySpecException broken) {
            throw new IllegalArgumentException("the key of " + kid + " is no RSA key in PKCS #8");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no RSA", missing);
        }
    }

    /** The id by which the public half is found. */
    public String kid() {
        return kid;
    }

    /** The private half in PKCS #8, for a place that keeps secrets. */
    public String toPem() {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    byte[] sign(byte[] text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the key of " + kid + " can't sign", broken);
        }
    }

    String modulus() {
        return unsigned(publicKey.getModulus());
    }

    String exponent() {
        return unsigned(publicKey.getPublicExponent());
    }

    private static String unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        var from = bytes[0] == 0 ? 1 : 0;
        var digits = Arrays.copyOfRange(bytes, from, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digits);
    }

    /** The id only. */
    @Override
    public String toString() {
        return "key " + kid;
    }
}
