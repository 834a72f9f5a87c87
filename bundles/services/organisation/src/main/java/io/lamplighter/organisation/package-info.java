/** Units, duty, and who is responsible for what. */
@NullMarked
package io.lamplighter.organisation;

import org.jspecify.annotations.NullMarked;
