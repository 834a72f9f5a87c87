/** Requests by the channel ${name}. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
