package dev.souk.order.payment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.cluster.config.Secret;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class WebhookSignatureTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Buffer BODY = Buffer.buffer("{\"id\":\"evt_1\"}");
    private static final String OTHER = "0".repeat(64);

    private final WebhookSignature signature =
            new WebhookSignature(Secret.of("whsec_test"), () -> NOW);

    @Test
    void takesWhatTheProviderSigned() throws Exception {
        accepts("t=1700000000,v1=" + sign("whsec_test", "1700000000"));
    }

    @Test
    void takesOneOfSeveralSignaturesWhileASecretIsReplaced() throws Exception {
        var signed = sign("whsec_test", "1700000000");

        accepts("t=1700000000,v1=" + OTHER + ",v1=" + signed + ",v0=" + OTHER);
    }

    @Test
    void refusesASignatureOfAnotherScheme() throws Exception {
        refuses("t=1700000000,v0=" + sign("whsec_test", "1700000000"), BODY);
    }

    @Test
    void refusesTheSignatureOfAnotherSecret() throws Exception {
        refuses("t=1700000000,v1=" + sign("whsec_other", "1700000000"), BODY);
    }

    @Test
    void refusesABodyThatWasChanged() throws Exception {
        var header = "t=1700000000,v1=" + sign("whsec_test", "1700000000");

        refuses(header, Buffer.buffer("{\"id\":\"evt_2\"}"));
    }

    @Test
    void refusesATimeThatWasChanged() throws Exception {
        refuses("t=1700000001,v1=" + sign("whsec_test", "1700000000"), BODY);
    }

    @Test
    void refusesWhatWasSignedTooLongAgoOrTooFarAhead() throws Exception {
        accepts("t=1699999700,v1=" + sign("whsec_test", "1699999700"));
        refuses("t=1699999699,v1=" + sign("whsec_test", "1699999699"), BODY);
        accepts("t=1700000300,v1=" + sign("whsec_test", "1700000300"));
        refuses("t=1700000301,v1=" + sign("whsec_test", "1700000301"), BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "t=",
                "v1=",
                "t=1700000000",
                "t=1700000000,v1=",
                "t=1700000000,v1=zz",
                "t=-1,v1=00",
                "t=99999999999999999999,v1=00",
                "t=x,t=1700000000"
            })
    void refusesWhatIsNoSignature(String header) {
        refuses(header, BODY);
    }

    private void accepts(String header) {
        assertThatCode(() -> signature.verify(header, BODY)).doesNotThrowAnyException();
    }

    private void refuses(String header, Buffer body) {
        assertThatThrownBy(() -> signature.verify(header, body)).isInstanceOf(ServiceFailure.class);
    }

    /** As Stripe's page "Verify webhook signatures manually" says. */
    private static String sign(String secret, String seconds) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signed = seconds + "." + BODY;
        return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
