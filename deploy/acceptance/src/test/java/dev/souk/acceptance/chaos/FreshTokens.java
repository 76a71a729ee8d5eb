package dev.souk.acceptance.chaos;

import dev.souk.acceptance.chaos.Shoppers.Shopper;
import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Stack;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The access tokens of some shoppers, who sign in again long before a token's ten minutes are over.
 * One thread renews them while the others go on with the old ones.
 */
final class FreshTokens implements Supplier<List<String>> {

    private static final Duration RENEWAL = Duration.ofMinutes(4);

    private final Stack stack;
    private final List<Shopper> shoppers;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile List<String> tokens;
    private volatile long renewedAt = System.nanoTime();

    FreshTokens(Stack stack, List<Shopper> shoppers) {
        this.stack = stack;
        this.shoppers = shoppers;
        this.tokens = shoppers.stream().map(Shopper::token).toList();
    }

    @Override
    public List<String> get() {
        if (isOld() && renewing.tryLock()) {
            try {
                renew();
            } catch (UncheckedIOException | IllegalStateException notNow) {
                // The old tokens are good for minutes yet, and the next request tries again.
                return tokens;
            } finally {
                renewing.unlock();
            }
        }
        return tokens;
    }

    private boolean isOld() {
        return System.nanoTime() - renewedAt > RENEWAL.toNanos();
    }

    private void renew() {
        if (isOld()) {
            var visitor = Client.anonymous(stack);
            tokens =
                    shoppers.stream()
                            .map(shopper -> Shoppers.logIn(visitor, shopper.email()))
                            .toList();
            renewedAt = System.nanoTime();
        }
    }
}
