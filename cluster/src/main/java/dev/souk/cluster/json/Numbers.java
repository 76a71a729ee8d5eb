package dev.souk.cluster.json;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

/**
 * Makes the numbers of JSON trees. JSON Schema takes {@code 1.0} for an integer; here what is
 * written as a fraction or with an exponent is none, so that no amount is ever a float.
 */
final class Numbers extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public NumericNode numberNode(double value) {
        if (!Double.isFinite(value)) {
            throw ServiceFailure.of(Reason.INVALID, "A number is too large");
        }
        return new Fraction(value);
    }

    /** A number written as a fraction. */
    private static final class Fraction extends DoubleNode {

        private static final long serialVersionUID = 1L;

        Fraction(double value) {
            super(value);
        }

        @Override
        public boolean canConvertToExactIntegral() {
            return false;
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }
}
