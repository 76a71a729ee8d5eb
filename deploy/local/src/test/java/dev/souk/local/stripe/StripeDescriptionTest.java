package dev.souk.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.annotations.SerializedName;
import com.stripe.Stripe;
import com.stripe.net.ApiRequestParams;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The description that the stand-in checks requests by allows nothing that Stripe's doesn't.
 * Stripe's Java library is made from the published description: its parameters are what that one
 * says of each operation, in the version of the API that both are of.
 */
class StripeDescriptionTest {

    private static final StripeDescription DESCRIPTION = StripeDescription.load();

    private static final Map<String, Class<? extends ApiRequestParams>> PUBLISHED =
            Map.of(
                    "create", PaymentIntentCreateParams.class,
                    "search", PaymentIntentSearchParams.class,
                    "retrieve", PaymentIntentRetrieveParams.class,
                    "capture", PaymentIntentCaptureParams.class,
                    "cancel", PaymentIntentCancelParams.class,
                    "refund", RefundCreateParams.class,
                    "refunds", RefundListParams.class,
                    "balance", BalanceTransactionListParams.class);

    @Test
    void isOfTheVersionThatIsPublished() {
        assertThat(DESCRIPTION.version()).isEqualTo(Stripe.API_VERSION);
    }

    @Test
    void hasEachOperationOnce() {
        assertThat(DESCRIPTION.operations())
                .extracting(StripeDescription.Operation::name)
                .containsExactlyInAnyOrderElementsOf(PUBLISHED.keySet());
    }

    static Stream<StripeDescription.Operation> operations() {
        return DESCRIPTION.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void knowsNoParameterThatStripeDoesNot(StripeDescription.Operation operation) {
        var published = published(operation);

        assertThat(operation.fields()).isNotEmpty();
        assertThat(published.keySet())
                .containsAll(operation.fields().keySet().stream().map(this::plain).toList())
                .containsAll(operation.required());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void givesEachParameterTheTypeThatStripeDoes(StripeDescription.Operation operation) {
        var published = published(operation);

        operation
                .fields()
                .forEach((name, pattern) -> compare(name, pattern, published.get(plain(name))));
    }

    private static Map<String, Field> published(StripeDescription.Operation operation) {
        return Arrays.stream(
                        Objects.requireNonNull(PUBLISHED.get(operation.name())).getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(SerializedName.class))
                .collect(Collectors.toMap(StripeDescriptionTest::nameOf, field -> field));
    }

    private static String nameOf(Field field) {
        return Objects.requireNonNull(field.getAnnotation(SerializedName.class)).value();
    }

    /** As it is without the marks of a list or a map. */
    private String plain(String name) {
        return name.replaceFirst("\\[[*]?]$", "");
    }

    private static void compare(String name, String pattern, Field field) {
        var type = field.getType();
        assertThat(Collection.class.isAssignableFrom(type)).as(name).isEqualTo(name.endsWith("[]"));
        if (type.isEnum()) {
            assertThat(words(type)).as(name).containsAll(List.of(pattern.split("\\|")));
        } else if (type == Long.class) {
            assertThat("12").as(name).matches(pattern);
            assertThat("0x").as(name).doesNotMatch(pattern);
        } else if (type == Boolean.class) {
            assertThat(pattern).as(name).isEqualTo("true|false");
        }
    }

    private static List<String> words(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(Field::isEnumConstant)
                .map(StripeDescriptionTest::nameOf)
                .toList();
    }
}
