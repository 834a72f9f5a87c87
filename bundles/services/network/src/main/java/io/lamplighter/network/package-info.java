/** The network in force: brought in as a whole, switched over in one step. */
@NullMarked
package io.lamplighter.network;

import org.jspecify.annotations.NullMarked;
