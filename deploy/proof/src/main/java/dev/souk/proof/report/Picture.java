package dev.souk.proof.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Throughput and latency over time, with the faults as bands: SVG that needs nothing else. */
final class Picture {

    private static final int WIDTH = 1_100;
    private static final int HEIGHT = 180;
    private static final int LEFT = 60;
    private static final int TOP = 24;
    private static final int LANES = 4;
    private static final int BAND = 12;
    private static final int FOOT = 24;

    private final Figures figures;
    private final double length;

    /**
     * What a panel shows.
     *
     * @param unit of its axis
     * @param top the least value that its axis ends at
     */
    record Panel(String title, String unit, double top, List<Line> lines) {

        Panel {
            lines = List.copyOf(lines);
        }
    }

    /** A line of a panel. */
    record Line(String name, String colour, ToDoubleFunction<Figures.Second> value) {}

    Picture(Figures figures) {
        this.figures = figures;
        this.length = Math.max(1, figures.seconds().size());
    }

    String svg(Panel panel) {
        var top = panel.top();
        for (var line : panel.lines()) {
            for (var second : figures.seconds()) {
                top = Math.max(top, line.value().applyAsDouble(second));
            }
        }
        var svg = new StringBuilder();
        var height = TOP + HEIGHT + FOOT;
        svg.append(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                        .formatted(LEFT + WIDTH + 10, height, panel.title()));
        bands(svg);
        axes(svg, panel, top);
        for (var line : panel.lines()) {
            line(svg, line, top);
        }
        return svg.append("</svg>").toString();
    }

    private void bands(StringBuilder svg) {
        var number = 0;
        for (var fault : figures.faults()) {
            var x = x(fault.begin());
            var width = Math.max(2, x(fault.end()) - x);
            var y = TOP + (number++ % LANES) * BAND;
            svg.append(
                    rectangle("band", x, TOP, width, HEIGHT)
                            + rectangle("tag", x, y, width, BAND - 3)
                            + text("word", x + 2, y + BAND - 4, fault.kind()));
        }
    }

    private void axes(StringBuilder svg, Panel panel, double top) {
        svg.append(text("title", LEFT, TOP - 8, panel.title()));
        for (var part = 0; part <= 4; part++) {
            var value = top * part / 4;
            var y = y(value, top);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<path class=\"grid\" d=\"M%d %.1fH%d\"/>",
                            LEFT,
                            y,
                            LEFT + WIDTH));
            svg.append(text("left", LEFT - 6, y + 4, "%.0f %s".formatted(value, panel.unit())));
        }
        var step = Math.max(10, (int) Math.round(length / 120) * 10);
        for (var second = 0; second <= length; second += step) {
            svg.append(text("below", x(second), TOP + HEIGHT + 16, second + " s"));
        }
        var x = LEFT + WIDTH - 90 * panel.lines().size();
        for (var line : panel.lines()) {
            svg.append(
                    "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>"
                            .formatted(x, TOP - 8, line.colour(), line.name()));
            x += 90;
        }
    }

    private void line(StringBuilder svg, Line line, double top) {
        var path = new StringBuilder();
        for (var second = 0; second < figures.seconds().size(); second++) {
            var value = line.value().applyAsDouble(figures.seconds().get(second));
            path.append(
                    String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            second == 0 ? "M" : "L",
                            x(second + 0.5),
                            y(value, top)));
        }
        svg.append(
                "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" d=\"%s\"/>"
                        .formatted(line.colour(), path));
    }

    private double x(double second) {
        return LEFT + WIDTH * Math.clamp(second, 0, length) / length;
    }

    private static double y(double value, double top) {
        return TOP + HEIGHT * (1 - value / top);
    }

    private static String rectangle(String kind, double x, double y, double width, double height) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                kind,
                x,
                y,
                width,
                height);
    }

    private static String text(String kind, double x, double y, String text) {
        return String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                kind,
                x,
                y,
                text);
    }
}
