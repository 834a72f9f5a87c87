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

// A photo of a phone is larger than anybody needs: it is made smaller here, and loses what the camera wrote beside it.
for (const field of document.querySelectorAll('input[type=file]')) {
  field.addEventListener('change', async () => {
    const smaller = new DataTransfer()
    for (const file of [...field.files].slice(0, 3)) {
      const image = await createImageBitmap(file).catch(() => null)
      const part = image && Math.min(1, 1600 / Math.max(image.width, image.height))
      if (!image || (part === 1 && file.size < 1e6)) { smaller.items.add(file); continue }
      const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(image.width * part), height: Math.round(image.height * part) })
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
      const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85))
      smaller.items.add(blob ? new File([blob], 'photo.jpg', { type: 'image/jpeg' }) : file)
    }
    field.files = smaller.files
  })
}
