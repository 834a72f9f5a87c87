/** The steps of its orders to the municipal hotline, over its own endpoint. */
@NullMarked
package io.lamplighter.routes.hotline;

import org.jspecify.annotations.NullMarked;
