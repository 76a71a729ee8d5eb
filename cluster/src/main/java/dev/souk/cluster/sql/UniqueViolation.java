package dev.souk.cluster.sql;

/**
 * A row that a unique constraint refused (SQLSTATE 23505). A store that can meet it translates it
 * into what it means, by the constraint's name; elsewhere it is a defect.
 */
public final class UniqueViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String constraint;

    UniqueViolation(String constraint, Throwable cause) {
        super("unique constraint " + constraint, cause);
        this.constraint = constraint;
    }

    /** The violated constraint or unique index, as the migration named it. */
    public String constraint() {
        return constraint;
    }
}
