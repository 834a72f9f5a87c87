/** What the routes to the company's other systems share. */
@NullMarked
package io.lamplighter.systems;

import org.jspecify.annotations.NullMarked;
