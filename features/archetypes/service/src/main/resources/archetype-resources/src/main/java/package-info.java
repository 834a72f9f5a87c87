/** Notes about things, kept for a time. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
