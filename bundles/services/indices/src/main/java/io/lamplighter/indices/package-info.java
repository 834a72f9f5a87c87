/** Indices by unit and period, out of the cases that installed parts make of the journal (指标). */
@NullMarked
package io.lamplighter.indices;

import org.jspecify.annotations.NullMarked;
