export const pairingEn = {
  'pairing.intro': 'This screen is not paired with the station yet. Read the code below to the unit administrator.',
  'pairing.code': 'Pairing code',
  'pairing.until': 'The code counts until {time}; then a new one appears by itself.',
  'pairing.getting': 'Asking for a code…',
  'pairing.step-1': 'The unit administrator signs in at a paired screen, or at the station’s own machine.',
  'pairing.step-2': 'Opens Unit administration, Paired screens, and presses Pair a screen.',
  'pairing.step-3':
    'Enters this code, gives the screen a name and chooses what it is for. It goes on by itself right after.',
  'pairing.safe': 'Pair a screen only while you stand before it. What was saved at the station is kept.',
  'pairing.done': 'Paired. Going on…',
} as const;
