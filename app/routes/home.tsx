export default function Home() {
  return <h1>Cabinet</h1>
}
