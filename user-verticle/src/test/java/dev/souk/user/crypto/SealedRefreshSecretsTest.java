package dev.souk.user.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.util.Base64;

class SealedRefreshSecretsTest {

    private final SealedRefreshSecrets secrets = new SealedRefreshSecrets(new SecureRandom());

    @Test
    void makesTokensOf256Bits() {
        assertThat(Base64.getUrlDecoder().decode(secrets.next())).hasSize(32);
        assertThat(secrets.next()).isNotEqualTo(secrets.next());
    }

    @Test
    void keepsAHashThatIsTheSameEachTimeAndShowsNothing() {
        var token = secrets.next();

        assertThat(secrets.hash(token)).isEqualTo(secrets.hash(token)).doesNotContain(token);
        assertThat(secrets.hash("anything a client may send \u0000 ü")).isNotBlank();
    }

    @Test
    void givesASuccessorBackToTheHolderOfTheTokenBeforeIt() {
        var token = secrets.next();
        var next = secrets.next();

        var successor = secrets.successor(token, next);

        assertThat(successor.hash()).isEqualTo(secrets.hash(next));
        assertThat(successor.sealed()).doesNotContain(next);
        assertThat(secrets.open(token, successor.sealed())).isEqualTo(next);
    }

    @Test
    void givesASuccessorToNobodyElse() {
        var sealed = secrets.successor(secrets.next(), secrets.next()).sealed();

        assertThatThrownBy(() -> secrets.open(secrets.next(), sealed))
                .isInstanceOf(IllegalStateException.class);
    }
}
