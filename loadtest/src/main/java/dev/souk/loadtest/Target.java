package dev.souk.loadtest;

import java.time.Duration;

/**
 * What is tested, and how hard.
 *
 * @param url where a gateway listens
 * @param profile the name of a load profile
 * @param shoppers how many shop at the same time
 * @param duration how long each of them shops
 * @param p95Millis what 95 of 100 orders must be faster than
 */
public record Target(String url, String profile, int shoppers, Duration duration, int p95Millis) {

    public static Target ofSystemProperties() {
        return new Target(
                System.getProperty("souk.url", "http://localhost:8080"),
                System.getProperty("souk.profile", "smoke"),
                Integer.getInteger("souk.shoppers", 10),
                Duration.parse(System.getProperty("souk.duration", "PT30S")),
                Integer.getInteger("souk.p95", 1_000));
    }
}
