package dev.souk.proof.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RevokedSessionsTest {

    private static final String SESSION = "{'session':'s1','door':'http://two'}";

    private final Check check = new RevokedSessions();
    private final Story story =
            new Story()
                    .call("ada", "use-session", 0, 10, SESSION, "{'status':200}")
                    .call("ada", "log-out", 100, 200, SESSION, "{'status':204}");

    @Test
    void findsNothingWrongWithARefusalWithinASecond() {
        story.call("ada", "use-session", 900, 910, SESSION, "{'status':200}");
        story.call("ada", "use-session", 1_300, 1_310, SESSION, "{'status':401}");

        assertThat(story.judgedBy(check)).isEmpty();
    }

    @Test
    void seesATokenThatIsStillGood() {
        story.call("ada", "use-session", 1_300, 1_310, SESSION, "{'status':200}");

        assertThat(story.judgedBy(check))
                .singleElement()
                .asString()
                .contains("session s1", "200 after 1.100 s at http://two");
    }

    @Test
    void knowsThatNobodyHearsTheNewsWhileRedisIsAway() {
        story.fault("kill-redis", 150, 3_000);
        story.call("ada", "use-session", 1_300, 1_310, SESSION, "{'status':200}");

        assertThat(story.judgedBy(check)).isEmpty();
    }

    @Test
    void seesATokenThatIsStillGoodLongAfterRedisCameBack() {
        story.fault("kill-redis", 150, 3_000);
        story.call("ada", "use-session", 18_100, 18_110, SESSION, "{'status':200}");

        assertThat(story.judgedBy(check)).hasSize(1);
    }

    @Test
    void promisesNothingOfALogoutThatNobodyAcknowledged() {
        var lost = new Story().lost("ada", "log-out", 100, SESSION);
        lost.call("ada", "use-session", 9_000, 9_010, SESSION, "{'status':200}");

        assertThat(lost.judgedBy(check)).isEmpty();
    }
}
