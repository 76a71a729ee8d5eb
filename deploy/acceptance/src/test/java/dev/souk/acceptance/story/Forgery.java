package dev.souk.acceptance.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Ways to make a token that looks like a good one, as RFC 8725 lists them. */
enum Forgery {
    /** Says that it needs no signature. */
    NONE {
        @Override
        String of(Token token, JsonNode jwks) {
            return encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + token.claims + ".";
        }
    },
    /** Signed with the public key as if it were a shared secret. */
    HS256_WITH_THE_PUBLIC_KEY {
        @Override
        String of(Token token, JsonNode jwks) throws GeneralSecurityException {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pem(publicKey(jwks)), "HmacSHA256"));
            var content =
                    encode(token.headerTree().put("alg", "HS256").toString()) + "." + token.claims;
            return content + "." + encode(mac.doFinal(bytes(content)));
        }
    },
    /** Signed with another key, under the name of the right one. */
    FOREIGN_KEY {
        @Override
        String of(Token token, JsonNode jwks) throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(generator.generateKeyPair().getPrivate());
            var content = token.header + "." + token.claims;
            signature.update(bytes(content));
            return content + "." + encode(signature.sign());
        }
    },
    /** Makes its holder an admin, and keeps the signature. */
    CHANGED_CLAIMS {
        @Override
        String of(Token token, JsonNode jwks) {
            var claims = tree(token.claims);
            claims.putArray("roles").add("admin");
            return token.header + "." + encode(claims.toString()) + "." + token.signature;
        }
    },
    RUBBISH {
        @Override
        String of(Token token, JsonNode jwks) {
            return "a.b.c";
        }
    },
    EMPTY {
        @Override
        String of(Token token, JsonNode jwks) {
            return "-";
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    abstract String of(Token token, JsonNode jwks) throws GeneralSecurityException;

    /** Makes the forged token out of a good one and the published keys. */
    String of(String token, JsonNode jwks) throws GeneralSecurityException {
        var parts = token.split("\\.", -1);
        return of(new Token(parts[0], parts[1], parts[2]), jwks);
    }

    /** The three parts of a good token, as they are encoded. */
    record Token(String header, String claims, String signature) {

        ObjectNode headerTree() {
            return tree(header);
        }
    }

    private static ObjectNode tree(String encoded) {
        try {
            return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(encoded));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static PublicKey publicKey(JsonNode jwks) throws GeneralSecurityException {
        var key = jwks.at("/keys/0");
        var spec = new RSAPublicKeySpec(number(key.path("n")), number(key.path("e")));
        return KeyFactory.getInstance("RSA").generatePublic(spec);
    }

    private static BigInteger number(JsonNode encoded) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(encoded.asText()));
    }

    private static byte[] pem(PublicKey key) {
        var lines = Base64.getMimeEncoder(64, bytes("\n")).encodeToString(key.getEncoded());
        return bytes("-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n");
    }

    private static String encode(String text) {
        return encode(bytes(text));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
