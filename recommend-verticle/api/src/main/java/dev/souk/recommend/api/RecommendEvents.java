package dev.souk.recommend.api;

import dev.souk.contract.Topic;

/** The recommend service's topic and the names of its events. */
public final class RecommendEvents {

    /** The service's name. */
    public static final String SERVICE = "recommend";

    /** What visitors do; keyed by the product, else by the visitor. May lose what it is told. */
    public static final Topic ACTIVITY = Topic.keptByTime("souk.activity");

    /** A product was looked at; an {@link Activity}. */
    public static final String VIEWED = "activity.viewed";

    /** A product was picked from a list; an {@link Activity}. */
    public static final String CLICKED = "activity.clicked";

    /** Something was searched for; an {@link Activity}. */
    public static final String SEARCHED = "activity.searched";

    private RecommendEvents() {}
}
