/** What a share that was seen says of the share there is. */
@NullMarked
package io.lamplighter.kit.shares;

import org.jspecify.annotations.NullMarked;
