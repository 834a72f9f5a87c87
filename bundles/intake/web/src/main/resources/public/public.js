/* What is more comfortable with a script; everything works without. */
const place = document.getElementById('place')
if (place && 'geolocation' in navigator && isSecureContext) {
  const button = place.querySelector('button')
  place.hidden = false
  button.addEventListener('click', () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      document.querySelector('[name=lon]').value = coords.longitude.toFixed(6)
      document.querySelector('[name=lat]').value = coords.latitude.toFixed(6)
      button.textContent = button.dataset.done
    },
    () => { button.textContent = button.dataset.failed },
    { enableHighAccuracy: true, timeout: 15000 }))
}

const ask = document.getElementById('ask')
if (ask) {
  // The number is part of the address, the code never is: it stands behind the #, which no server sees.
  const number = ask.querySelector('#no')
  const code = ask.querySelector('#token')
  ask.addEventListener('submit', () => {
    ask.action = `/p/${encodeURIComponent(number.value.trim())}${location.search}#${encodeURIComponent(code.value.trim())}`
  })
  if (location.hash.length > 1 && number.value && !document.querySelector('.why')) {
    code.value = decodeURIComponent(location.hash.slice(1))
    ask.requestSubmit()
  }
}

// This link has the code behind its #, which only a script reads.
const keep = document.getElementById('keep')
if (keep) keep.hidden = false

// The way to the other language keeps what stands behind the #.
const other = document.getElementById('other-language')
if (other && location.hash) other.hash = location.hash
