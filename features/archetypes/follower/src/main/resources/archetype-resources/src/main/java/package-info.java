/** Counts what happens, each day and region. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
