/** A passport-like portrait of nobody, in a box of `width` × 4/3 `width` mm; softened as card printers do. */
export function portrait(x: number, y: number, width: number): string {
  const scale = width / 30;
  return (
    `<g transform="translate(${x} ${y}) scale(${scale})"><defs>` +
    '<filter id="soft" x="-5%" y="-5%" width="110%" height="110%"><feGaussianBlur stdDeviation="0.32"/></filter>' +
    '<filter id="softer" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="1.1"/></filter>' +
    '<radialGradient id="skin" cx="0.44" cy="0.42" r="0.62"><stop offset="0" stop-color="#eac3a2"/><stop offset="0.65" stop-color="#d5a381"/><stop offset="1" stop-color="#a6765a"/></radialGradient>' +
    '<linearGradient id="back" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8fb9dd"/><stop offset="1" stop-color="#b7d2e8"/></linearGradient>' +
    '<linearGradient id="shirt" x1="0" y1="0" x2="1" y2="0.3"><stop offset="0" stop-color="#f3f4f6"/><stop offset="1" stop-color="#c6cad3"/></linearGradient>' +
    '<clipPath id="photo"><rect width="30" height="40"/></clipPath></defs><g clip-path="url(#photo)">' +
    '<rect width="30" height="40" fill="url(#back)"/><g filter="url(#soft)">' +
    '<path d="M1.5 41C2 33.4 6.5 31.4 11.6 29.6H18.6C23.8 31.4 28 33.4 28.6 41Z" fill="url(#shirt)"/>' +
    '<path d="M11.9 24V30.3Q15.1 33.6 18.4 30.3V24Z" fill="#bd8b6c"/>' +
    '<path d="M11.4 29.2L15.1 34L9.6 36.6L8.6 31.2ZM18.8 29.2L15.1 34L20.6 36.6L21.6 31.2Z" fill="#fafbfc" stroke="#b4b9c3" stroke-width="0.18"/>' +
    '<ellipse cx="8.5" cy="18.2" rx="1.05" ry="2.1" fill="#c08f70"/><ellipse cx="21.7" cy="18.2" rx="1.05" ry="2.1" fill="#b18163"/>' +
    '<path d="M8.7 15.5C8.6 9.4 11.2 7.4 15.1 7.4S21.6 9.4 21.5 15.5C21.6 20.6 19.9 27.2 15.1 27.4C10.3 27.2 8.6 20.6 8.7 15.5Z" fill="url(#skin)"/>' +
    '<path d="M8.1 16.6C6.9 8.2 9.9 4.3 15.3 4.3C20.8 4.3 23.2 8.4 22.1 16.6C21.6 14.4 21.5 12.6 20.4 11C17.8 11.3 13.6 10.9 11.4 9.8C9.6 11.3 8.9 13.4 8.1 16.6Z" fill="#211d1e"/>' +
    '<path d="M10.6 15.1Q12.1 14.2 13.8 15M16.4 15Q18.1 14.2 19.6 15.1" fill="none" stroke="#33292a" stroke-width="0.62"/>' +
    '<ellipse cx="12.3" cy="17" rx="1.25" ry="0.55" fill="#f4ece6"/><ellipse cx="17.9" cy="17" rx="1.25" ry="0.55" fill="#f4ece6"/>' +
    '<circle cx="12.3" cy="17" r="0.55" fill="#1f1716"/><circle cx="17.9" cy="17" r="0.55" fill="#1f1716"/>' +
    '<path d="M11 16.6Q12.3 15.9 13.6 16.7M16.6 16.7Q17.9 15.9 19.2 16.6" fill="none" stroke="#3b2723" stroke-width="0.26"/>' +
    '<path d="M14.5 17.4Q14.2 20 13.8 20.9Q15 21.7 16.4 20.9" fill="none" stroke="#a87453" stroke-width="0.36"/>' +
    '<path d="M12.9 23.6Q15.1 24.3 17.3 23.6Q15.1 25.1 12.9 23.6Z" fill="#a95f55"/><path d="M12.7 23.6Q15.1 24 17.5 23.6" stroke="#7d453f" stroke-width="0.22" fill="none"/>' +
    '<path d="M10 22Q12 27 15.1 27.3Q18.4 27 20.3 21.6Q19.8 29 15.1 29Q10.6 29 10 22Z" fill="#8d6049" fill-opacity="0.35"/></g>' +
    '<g filter="url(#softer)"><ellipse cx="18.8" cy="20" rx="1.9" ry="4" fill="#8a5c44" opacity="0.3"/><ellipse cx="12.6" cy="12.4" rx="2.6" ry="1.5" fill="#fff" opacity="0.25"/></g>' +
    '</g></g>'
  );
}
