/** What a run shows: live figures, the verdict, a page, a JSON report. */
@NullMarked
package dev.souk.proof.report;

import org.jspecify.annotations.NullMarked;
