/** How long to wait before trying again. */
@NullMarked
package io.lamplighter.kit.retry;

import org.jspecify.annotations.NullMarked;
