package dev.souk.simulation.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A process with one event loop. What it was about to do dies with it: only what others have heard
 * of it, and what lies in a store, outlives a crash. A stopped node (SIGSTOP) does later what came
 * in meanwhile, and knows nothing of the pause.
 */
public final class Node {

    private static final Duration TURN = Duration.ofNanos(1_000);

    private final String name;
    private final Scheduler scheduler;
    private final List<Runnable> mourners = new ArrayList<>();
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private Duration skew = Duration.ZERO;
    private int life;
    private boolean up = true;
    private boolean stopped;
    private boolean turning;

    public Node(String name, Scheduler scheduler) {
        this.name = name;
        this.scheduler = scheduler;
    }

    public String name() {
        return name;
    }

    /** The name that this life of the node goes by; it never comes again. */
    public String id() {
        return name + "#" + life;
    }

    public boolean isUp() {
        return up;
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Which of its lives this is. */
    public int life() {
        return life;
    }

    /** The time as the node believes it to be. */
    public Instant now() {
        return scheduler.now().plus(skew);
    }

    /** Sets how far its clock is off. */
    public void skew(Duration off) {
        skew = off;
    }

    /** Told of each crash: those who hear its connections break. */
    public void onCrash(Runnable mourner) {
        mourners.add(mourner);
    }

    /** Runs a task after those that wait for the loop, in this life or never. */
    public void run(Runnable task) {
        turns.add(inThisLife(task));
        turnSoon();
    }

    /** Runs a task when so much time has passed, in this life or never. */
    @CanIgnoreReturnValue
    public Scheduler.Event after(Duration delay, String what, Runnable task) {
        var alive = inThisLife(task);
        return scheduler.after(delay, name, what, () -> arrive(alive));
    }

    /** Something has come in from outside, for whoever is there. */
    public void arrive(Runnable task) {
        if (!up) {
            return;
        }
        if (stopped || !turns.isEmpty()) {
            turns.add(task);
            turnSoon();
        } else {
            task.run();
        }
    }

    /** Ends it at once. */
    public void crash() {
        scheduler.note(name, "CRASH", id());
        up = false;
        stopped = false;
        turning = false;
        life++;
        turns.clear();
        mourners.forEach(Runnable::run);
    }

    /** Begins a new life, which remembers nothing. */
    public void start() {
        scheduler.note(name, "start", id());
        up = true;
    }

    /** Stops it for so long. */
    public void stopFor(Duration time) {
        if (up && !stopped) {
            scheduler.note(name, "STOP", time);
            stopped = true;
            var here = life;
            scheduler.after(time, name, "go on", () -> goOn(here));
        }
    }

    private void goOn(int here) {
        if (here == life) {
            stopped = false;
            turnSoon();
        }
    }

    private void turnSoon() {
        if (!turning && !stopped && up && !turns.isEmpty()) {
            turning = true;
            var here = life;
            scheduler.after(TURN, name, "turn", () -> turn(here));
        }
    }

    private void turn(int here) {
        if (here != life) {
            return;
        }
        turning = false;
        if (!stopped && !turns.isEmpty()) {
            var next = turns.remove();
            turnSoon();
            next.run();
        }
    }

    /** The task as far as this life of the node goes; afterwards it does nothing. */
    public Runnable inThisLife(Runnable task) {
        var here = life;
        return () -> {
            if (here == life && up) {
                task.run();
            }
        };
    }
}
