/** Services of other parts, for whoever owns a line, a thread or a socket. */
@NullMarked
package io.lamplighter.kit.neighbour;

import org.jspecify.annotations.NullMarked;
